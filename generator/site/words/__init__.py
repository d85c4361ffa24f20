"""How things are said in Swedish and English: dates, numbers, statuses, kinds."""
