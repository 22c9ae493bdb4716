"""What people say: from the answers of weighted groups to publishable scores."""
