"""Drawings that are not the timeline: geometry from the facts, one for each width of page."""
