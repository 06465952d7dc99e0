"""Soliguide: exports of 2022, the current API, the API of 2026."""
