-- Today counts what was reached this month, whatever became of its goal.
CREATE INDEX milestone_reached ON milestone (reached_on) WHERE reached_on IS NOT NULL;
