package io.aula.social.moderation;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.social.documents.EventsInside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of reports; the only one that reads and writes it. */
@Component
class Reports {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final MongoTemplate mongo;

    Reports(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Throws {@code DuplicateKeyException} when there is one about the same. */
    void insert(Report report) {
        mongo.insert(report);
    }

    Optional<Report> byId(ReportId id) {
        return Optional.ofNullable(mongo.findById(id, Report.class));
    }

    List<Report> byIds(Collection<ReportId> ids) {
        return mongo.find(query(where("_id").in(ids)), Report.class);
    }

    Optional<Report> about(String targetId) {
        return Optional.ofNullable(mongo.findOne(query(where("targetId").is(targetId)), Report.class));
    }

    /** Changes it as it was seen; empty when somebody else changed it meanwhile. */
    Optional<Report> change(Report seen, Update update) {
        return Optional.ofNullable(mongo.findAndModify(
                query(where("_id").is(seen.id()).and("v").is(seen.v())), update.inc("v", 1), AFTER, Report.class));
    }

    /** Many complain at once: each joins, whatever others said meanwhile, as long as nothing was decided. */
    Optional<Report> join(Report seen, Report.Complaint complaint, Update update) {
        Query still = query(where("_id")
                .is(seen.id())
                .and("status")
                .is(seen.status())
                .and("complaints.reporterId")
                .ne(complaint.reporterId()));
        return Optional.ofNullable(
                mongo.findAndModify(still, update.push("complaints", complaint).inc("v", 1), AFTER, Report.class));
    }

    /** What waits: the longest first; what is decided: the latest first. And one more than the page holds where there is. */
    List<Report> page(ReportStatus status, Slice slice) {
        boolean isWaiting = status == ReportStatus.OPEN || status == ReportStatus.APPEALED;
        List<Criteria> all = new ArrayList<>(List.of(where("status").is(status)));
        slice.from().ifPresent(cursor -> {
            Instant at = Instant.ofEpochMilli(cursor.key());
            all.add(new Criteria()
                    .orOperator(
                            beyond("at", at, isWaiting),
                            new Criteria().andOperator(where("at").is(at), beyond("_id", cursor.id(), isWaiting))));
        });
        Sort.Direction direction = isWaiting ? Sort.Direction.ASC : Sort.Direction.DESC;
        return mongo.find(
                query(new Criteria().andOperator(all))
                        .with(Sort.by(direction, "at", "_id"))
                        .limit(slice.size() + 1),
                Report.class);
    }

    private static Criteria beyond(String field, Object value, boolean isAscending) {
        return isAscending ? where(field).gt(value) : where(field).lt(value);
    }

    int count(ReportStatus status) {
        return Math.toIntExact(mongo.count(query(where("status").is(status)), Report.class));
    }

    /** In which the person complained, by id. */
    List<Report> from(UserId person, String after, int most) {
        Query theirs =
                query(where("complaints.reporterId").is(person).and("_id").gt(after));
        return mongo.find(theirs.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), Report.class);
    }

    /** Of what the person wrote, those to which they objected, by id. */
    List<Report> appealedBy(UserId person, String after, int most) {
        Query theirs = query(
                where("authorId").is(person).and("appeal").ne(null).and("_id").gt(after));
        return mongo.find(theirs.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), Report.class);
    }

    /** Takes the person's name and what they said in it off them; what was complained of and decided stays. A second time changes nothing. */
    void forget(UserId person) {
        List<Report> some;
        do { // of a moderator there are many
            some = mongo.find(query(naming(person)).limit(FORGOTTEN_AT_ONCE), Report.class);
            some.forEach(report ->
                    mongo.updateFirst(query(where("_id").is(report.id())), without(person, report), Report.class));
        } while (some.size() == FORGOTTEN_AT_ONCE);
        mongo.remove(query(where("targetId").is(person.text())), Report.class);
    }

    private static Update without(UserId person, Report report) {
        Update update = new Update();
        if (person.equals(report.authorId())) {
            update.unset("authorId").unset("appeal");
        }
        for (int i = 0; i < report.complaints().size(); i++) {
            if (person.equals(report.complaints().get(i).reporterId())) {
                update.unset("complaints." + i + ".reporterId").unset("complaints." + i + ".note");
            }
        }
        for (int i = 0; i < report.decisions().size(); i++) {
            if (person.equals(report.decisions().get(i).by())) {
                update.unset("decisions." + i + ".by");
            }
        }
        return update;
    }

    private static Criteria naming(UserId person) {
        return new Criteria()
                .orOperator(
                        where("authorId").is(person),
                        where("complaints.reporterId").is(person),
                        where("decisions.by").is(person));
    }

    EventsInside<Report> events() {
        return new EventsInside<>(mongo, Report.class);
    }
}
