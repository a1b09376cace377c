"""The workbench: pages and an API over one case, for a browser on this machine."""
