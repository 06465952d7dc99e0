"""The receipt printer: slips become a job, and a process of its own carries it to the device."""
