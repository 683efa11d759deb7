"""What each figure is measured against."""
