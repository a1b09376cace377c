"""Every screen of the workbench over cases that are hard to draw: none, one, long names, three scripts."""
