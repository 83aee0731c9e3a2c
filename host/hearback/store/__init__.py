"""What is kept on this machine: job mail, what the user said, and where reading stopped."""
