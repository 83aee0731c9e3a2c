"""What a mail says: signals, each with the words that say it and the rule that saw them."""
