package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Every query finds its rows by an index, and all but the short lists (a team,
// a person's drafts, counts) and what is only looked at on demand come in their
// order from it. Everyone in the file is always read, and so is not looked up
// here. Whole are read what a query made itself, the tables that hold a handful of
// rows and, for a change that added a person, all that came after it.
func TestQueryPlans(t *testing.T) {
	s, _, _ := begun(t)
	queries := []string{
		lastUndoable, standingChange, newsRows, oneChange, backRow, imagesOf, pastImage, oneDraft, takenDraft, allDrafts,
		laterRows, flipRows, treatRows, goneRow, footprintRow, withheldRows, barredRow, personRows + " WHERE id = ?",
		countRows, lostRows, openRows, besideRow, pastRows, earlierOf, goalImages,
		readingRows + oneReading, readingRows + newestReadings, readingRows + ofDay, valueRows, extentRows,
		measureRows + " WHERE measure.id = ?",
		milestoneRows + " WHERE milestone.id = ?",
		"SELECT tbl, row_id FROM change_row WHERE change_id = ? ORDER BY id DESC",
		"SELECT coalesce(max(rank), 0) FROM milestone WHERE goal_id = ?",
		"SELECT coalesce(max(rank), 0) FROM goal WHERE patient_id = ?",
		titleRows,
		"SELECT person_id, rank FROM team WHERE goal_id = ?",
		"DELETE FROM answer WHERE goal_id = ? AND key = ?",
	}
	for _, which := range []string{theGoal, activeGoals, keptGoals} {
		queries = append(queries, goalRows+which+goalOrder, answerRows+which, milestoneRows+which+milestoneOrder,
			measureRows+which+measureOrder, teamRows+which+teamOrder, precautionRows+which+precautionOrder,
			earlierRows+which, planRows+which+planOrder, alsoRows+which+standing,
			hushRows+which, firstRows+which, fmt.Sprintf(lateRows, "2026-01-01", which))
	}
	small := []string{"SCAN late", "SCAN later", "SCAN chain", "SCAN CONSTANT ROW", "SCAN sqlite_sequence", "SCAN celebration"}
	for _, query := range queries {
		rows, err := s.db.Query("EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
		must(t, err)
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var detail string
			must(t, rows.Scan(&id, &parent, &unused, &detail))
			plan = append(plan, detail)
		}
		must(t, rows.Err())
		must(t, rows.Close())
		for _, step := range plan {
			short := query == laterRows || query == treatRows || query == allDrafts || query == countRows || query == lostRows || query == pastRows || query == goalImages || strings.HasPrefix(query, teamRows)
			scan := strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "INDEX change_row_person") && !slices.Contains(small, step)
			if scan || strings.Contains(step, "TEMP B-TREE") && !short {
				t.Errorf("%s\n%s", query, strings.Join(plan, "\n"))
				break
			}
		}
	}
}
