"""The contract with the extension, and the JSON of the command line."""
