"""The server: requests that come whole, in halves, slowly or not at all."""
