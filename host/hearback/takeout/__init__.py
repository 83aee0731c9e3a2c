"""Mailboxes on disk: Google Takeout files, single mails, and the sample mailbox."""
