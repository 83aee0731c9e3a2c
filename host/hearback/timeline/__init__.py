"""What has happened: threads become applications, with a stage, a promise and a silence."""
