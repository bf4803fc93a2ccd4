"""What the tests run on: settings, database engines, browser, served application."""
