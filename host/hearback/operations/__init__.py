"""The product's verbs: look at a mailbox (`look`), and keep job mail and notes (`desk`)."""
