"""What a mail is: bytes become a Message, and nothing here asks the network or the clock."""
