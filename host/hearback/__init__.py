"""Hearback: notices when an interviewer's answer is late and writes the right follow-up."""

__version__ = "0.1.0"
