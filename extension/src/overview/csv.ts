/** The applications as a table for other programs. */

import { t } from "../panel/words";
import type { FigureRow } from "../protocol";

const COLUMNS = ["company", "role", "began", "station", "promised", "answered"] as const;

export function csvOf(rows: FigureRow[]): string {
  const lines = [
    COLUMNS.map((column) => t(`row_${column}`)),
    ...rows.map((row) =>
      COLUMNS.map((column) =>
        column === "station" ? t(`station_${row.station}`) : (row[column] ?? ""),
      ),
    ),
  ];
  return lines.map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("");
}

/** A name that begins like a formula would be run by a spreadsheet. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function saveFile(name: string, text: string): void {
  const blob = new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }); // the mark helps Excel
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
