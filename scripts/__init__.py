"""What makes data files, environments and the written pages of docs/."""
