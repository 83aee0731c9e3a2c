"""What to do next: the first play of the playbook that fits."""
