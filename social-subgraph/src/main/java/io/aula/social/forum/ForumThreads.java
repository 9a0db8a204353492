package io.aula.social.forum;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.social.comment.Hold;
import io.aula.social.documents.EventsInside;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of threads; the only one that reads and writes it. */
@Component
class ForumThreads {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final MongoTemplate mongo;

    ForumThreads(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** A page of the course's threads, and one more where there is. */
    List<ForumThread> page(CourseId course, ThreadFilter filter, ThreadSort sort, Slice slice) {
        List<Criteria> all = wanted(List.of(course), filter);
        slice.from().ifPresent(cursor -> all.add(Place.following(sort, cursor)));
        return mongo.find(
                query(new Criteria().andOperator(all)).with(Place.order(sort)).limit(slice.size() + 1),
                ForumThread.class);
    }

    /** How many there are of each course; one that has none is not in the answer. */
    Map<CourseId, Integer> counts(Collection<CourseId> courses, ThreadFilter filter) {
        return mongo
                .aggregate(
                        newAggregation(
                                ForumThread.class,
                                match(new Criteria().andOperator(wanted(courses, filter))),
                                group("courseId").count().as("n")),
                        Document.class)
                .getMappedResults()
                .stream()
                .collect(Collectors.toMap(
                        found -> new CourseId(found.getString("_id")), found -> found.getInteger("n")));
    }

    private static List<Criteria> wanted(Collection<CourseId> courses, ThreadFilter filter) {
        List<Criteria> all = new ArrayList<>(filter.criteria());
        all.add(where("courseId")
                .in(courses)
                .and("isGone")
                .is(false)
                .and("hold")
                .is(null));
        return all;
    }

    /** Those that are to be seen. */
    List<ForumThread> byIds(Collection<ThreadId> ids) {
        return mongo.find(
                query(where("_id").in(ids).and("isGone").is(false).and("hold").is(null)), ForumThread.class);
    }

    /** Held or not. */
    Optional<ForumThread> evenHeld(ThreadId id) {
        return Optional.ofNullable(
                mongo.findOne(query(where("_id").is(id).and("isGone").is(false)), ForumThread.class));
    }

    /** A report's word stands before a suspension's. */
    void withhold(ThreadId id, Hold hold) {
        change(id, new Update().set("hold", hold));
    }

    /** What the report had taken out of sight is seen again, or is held for what else there is. */
    void restore(ThreadId id, ReportId report, Optional<Hold> still) {
        Update update = new Update().inc("v", 1);
        mongo.updateFirst(
                query(where("_id").is(id).and("hold.by").is(report.text())),
                still.map(hold -> update.set("hold", hold)).orElseGet(() -> update.unset("hold")),
                ForumThread.class);
    }

    void suspend(UserId authorId) {
        mongo.updateMulti(
                query(where("authorId").is(authorId).and("hold").is(null)),
                new Update().set("hold", Hold.ofSuspension()).inc("v", 1),
                ForumThread.class);
    }

    void resume(UserId authorId) {
        mongo.updateMulti(
                query(where("authorId")
                        .is(authorId)
                        .and("hold.by")
                        .is(Hold.ofSuspension().by())),
                new Update().unset("hold").inc("v", 1),
                ForumThread.class);
    }

    Optional<ForumThread> byId(ThreadId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    Optional<ForumThread> byKey(UserId authorId, String key) {
        return Optional.ofNullable(mongo.findOne(
                query(where("authorId").is(authorId).and("idempotencyKey").is(key)), ForumThread.class));
    }

    /** Throws {@code DuplicateKeyException} when the author used the idempotency key before. */
    void insert(ForumThread thread) {
        mongo.insert(thread);
    }

    Optional<ForumThread> edit(ThreadId id, Writing writing, Instant at) {
        return change(
                id,
                new Update()
                        .set("title", writing.title())
                        .set("body", writing.body().markdown())
                        .set("tags", writing.tags())
                        .set("words", writing.words())
                        .set("editedAt", at));
    }

    Optional<ForumThread> state(ThreadId id, @Nullable Boolean pinned, @Nullable Boolean locked) {
        Update update = new Update();
        if (pinned != null) {
            update.set("pin", pinned ? 1 : 0);
        }
        if (locked != null) {
            update.set("isLocked", locked);
        }
        return change(id, update);
    }

    /** With the event that tells of it. */
    Optional<ForumThread> accept(ThreadId id, CommentId answer, PendingEvent event) {
        return change(id, new Update().set("answerId", answer).push("pending", event));
    }

    /** What has not been told yet of an answer is told no more. */
    Optional<ForumThread> acceptNone(ThreadId id) {
        return change(id, unaccepted());
    }

    private static Update unaccepted() {
        return new Update().unset("answerId").pull("pending", new Document("topic", ThreadEvents.ANSWERED));
    }

    /** As {@link #acceptNone}, unless another was accepted meanwhile. */
    void unaccept(ThreadId id, CommentId answer) {
        mongo.updateFirst(
                query(where("_id").is(id).and("answerId").is(answer)),
                unaccepted().inc("v", 1),
                ForumThread.class);
    }

    /** What it said goes with it, the words too. */
    boolean remove(ThreadId id) {
        Update empty = new Update()
                .set("isGone", true)
                .set("title", "")
                .set("body", "")
                .set("tags", List.of())
                .set("words", List.of());
        return change(id, empty).isPresent();
    }

    void count(ThreadId id, int posts, int participants, Instant activeAt) {
        mongo.updateFirst(
                query(where("_id").is(id)),
                new Update()
                        .set("postCount", posts)
                        .set("participantCount", participants)
                        .set("activeAt", activeAt),
                ForumThread.class);
    }

    private Optional<ForumThread> change(ThreadId id, Update update) {
        return Optional.ofNullable(mongo.findAndModify(
                query(where("_id").is(id).and("isGone").is(false)), update.inc("v", 1), AFTER, ForumThread.class));
    }

    /** By id. */
    List<ForumThread> by(UserId userId, String after, int most) {
        return mongo.find(
                query(where("authorId").is(userId).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                ForumThread.class);
    }

    /** By id. */
    List<ForumThread> questions(String after, int most) {
        Query questions = query(where("_id")
                .gt(after)
                .and("kind")
                .is(ThreadKind.QUESTION)
                .and("isGone")
                .is(false));
        return mongo.find(questions.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), ForumThread.class);
    }

    List<ForumThread> all(int atMost) {
        return mongo.find(new Query().limit(atMost), ForumThread.class);
    }

    /** Takes the person's name off every thread they began; what others posted in them stays readable. */
    void forgetAuthor(UserId userId) {
        List<ForumThread> some;
        do {
            some = by(userId, "", FORGOTTEN_AT_ONCE);
            for (ForumThread thread : some) {
                mongo.updateFirst(
                        query(where("_id").is(thread.id())),
                        // the key becomes the id, or two erased authors with the same key would collide
                        new Update()
                                .unset("authorId")
                                .set("idempotencyKey", thread.id().text()),
                        ForumThread.class);
            }
        } while (some.size() == FORGOTTEN_AT_ONCE);
    }

    EventsInside<ForumThread> events() {
        return new EventsInside<>(mongo, ForumThread.class);
    }
}
