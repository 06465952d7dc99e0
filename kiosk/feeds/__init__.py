"""IN: a foreign record becomes a Place, or Problems. Knows neither HTTP nor SQL."""
