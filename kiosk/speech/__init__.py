"""What is said aloud, and the voices that say it. Knows neither Flask nor SQL."""
