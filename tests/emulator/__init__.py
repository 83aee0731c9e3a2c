"""A small Gmail and Google sign-in for the tests: `with Emulator(mailbox) as gmail`."""
