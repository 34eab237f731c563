"""What is promised of the warehouse, measured on synthetic articles of any number."""
