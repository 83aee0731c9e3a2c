"""How to say it: templates filled with facts from the mails, and a look at the courtesy."""
