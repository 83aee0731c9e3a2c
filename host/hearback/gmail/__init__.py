"""The user's Gmail: sign in once, read within the quota, put drafts into threads."""
