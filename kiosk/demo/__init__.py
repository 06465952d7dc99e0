"""An invented town, for looking around."""
