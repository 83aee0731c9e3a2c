"""A registry that is gone when the test ends."""


class MemoryRegistry:
    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def read(self, key: str) -> str | None:
        return self.keys.get(key)

    def write(self, key: str, value: str) -> None:
        self.keys[key] = value

    def delete(self, key: str) -> None:
        self.keys.pop(key, None)
