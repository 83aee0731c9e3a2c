"""The native-messaging host: frames on stdin and stdout, one answer for every request."""
