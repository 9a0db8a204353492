package io.aula.social.comment;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.limit;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.project;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.social.comment.Comment.Visibility;
import io.aula.social.documents.EventsInside;
import io.aula.social.markdown.Body;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.ArithmeticOperators.Mod;
import org.springframework.data.mongodb.core.aggregation.ArithmeticOperators.Subtract;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of comments; the only one that reads and writes it. */
@Component
class Comments {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);

    /** A list is short when reading all of it costs at most this many times its page. */
    private static final int SHORT_LISTS = 3;

    private static final int MOST_BINS = 20_000;
    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final int RECOUNTS = 5;

    private final MongoTemplate mongo;

    Comments(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * A page of each lesson, thread or conversation, and one comment more where there is, in the order of reading. Lists that are short,
     * which in a list of lists nearly all are, come by one query together; MongoDB has no limit per group, so a long one is
     * read by itself.
     */
    <K> Map<K, List<Comment>> pages(Where<K> where, Collection<K> ids, CommentSort sort, Slice slice) {
        int limit = slice.size() + 1;
        if (ids.size() == 1) {
            return Map.of(ids.iterator().next(), find(where, ids, sort, slice, limit));
        }
        Map<Boolean, List<K>> byLength = counts(where, ids).entrySet().stream()
                .collect(partitioningBy(
                        count -> count.getValue() > SHORT_LISTS * limit, mapping(Map.Entry::getKey, toList())));
        Map<K, List<Comment>> pages = new HashMap<>();
        List<K> shorts = byLength.getOrDefault(false, List.of());
        if (!shorts.isEmpty()) {
            find(where, shorts, sort, slice, SHORT_LISTS * limit * shorts.size())
                    .forEach(comment -> pages.computeIfAbsent(
                                    Objects.requireNonNull(where.place().of().apply(comment)), id -> new ArrayList<>())
                            .add(comment));
        }
        byLength.getOrDefault(true, List.of())
                .forEach(id -> pages.put(id, find(where, List.of(id), sort, slice, limit)));
        pages.replaceAll((id, found) -> found.size() > limit ? found.subList(0, limit) : found);
        return pages;
    }

    private <K> List<Comment> find(Where<K> where, Collection<K> ids, CommentSort sort, Slice slice, int limit) {
        Order order = Order.of(sort, slice.isBackward());
        Criteria criteria = slice.from()
                .map(cursor -> new Criteria().andOperator(where.of(ids), order.following(cursor)))
                .orElseGet(() -> where.of(ids));
        return mongo.find(query(criteria).with(order.sort()).limit(limit), Comment.class);
    }

    /** How many there are under each lesson or in each thread; where there is none, the id is not in the answer. */
    <K> Map<K, Integer> counts(Where<K> where, Collection<?> ids) {
        String by = where.place().field();
        return mongo
                .aggregate(
                        newAggregation(
                                Comment.class,
                                match(where.of(ids)),
                                group(by).count().as("n")),
                        Document.class)
                .getMappedResults()
                .stream()
                .collect(toMap(
                        found -> where.place().id().apply(found.getString("_id")), found -> found.getInteger("n")));
    }

    /** How many visible comments talk of each stretch of each lesson's video, by where the stretch starts. */
    Map<LessonId, SortedMap<Integer, Integer>> density(Collection<LessonId> lessonIds, int resolutionMs) {
        Criteria placed = where("lessonId")
                .in(lessonIds)
                .and("visibility")
                .is(Visibility.VISIBLE)
                .and("positionMs")
                .ne(null);
        Map<LessonId, SortedMap<Integer, Integer>> bins = new HashMap<>();
        mongo.aggregate(
                        newAggregation(
                                Comment.class,
                                match(placed),
                                project("lessonId")
                                        .and(Subtract.valueOf("positionMs")
                                                .subtract(Mod.valueOf("positionMs")
                                                        .mod(resolutionMs)))
                                        .as("startMs"),
                                group("lessonId", "startMs").count().as("n"),
                                limit(MOST_BINS)),
                        Document.class)
                .forEach(found -> {
                    Document bin = found.get("_id", Document.class);
                    bins.computeIfAbsent(new LessonId(bin.getString("lessonId")), id -> new TreeMap<>())
                            .put(bin.get("startMs", Number.class).intValue(), found.getInteger("n"));
                });
        return bins;
    }

    List<Comment> byIds(Collection<CommentId> ids) {
        return mongo.find(query(where("_id").in(ids)), Comment.class);
    }

    Optional<Comment> byId(CommentId id) {
        return Optional.ofNullable(mongo.findById(id, Comment.class));
    }

    Optional<Comment> byKey(UserId authorId, String key) {
        return Optional.ofNullable(mongo.findOne(
                query(where("authorId").is(authorId).and("idempotencyKey").is(key)), Comment.class));
    }

    /** Throws {@code DuplicateKeyException} when the author used the idempotency key before. */
    void insert(Comment comment) {
        mongo.insert(comment);
    }

    Optional<Comment> edit(CommentId id, UserId authorId, Body body, Instant at) {
        return change(
                where("_id")
                        .is(id)
                        .and("authorId")
                        .is(authorId)
                        .and("visibility")
                        .is(Visibility.VISIBLE),
                new Update().set("body", body.markdown()).set("editedAt", at).inc("v", 1));
    }

    /** For good: the text goes with it. What is held stays to be deleted by its author, and what was taken from them too. */
    Optional<Comment> hide(CommentId id, Visibility how) {
        List<Visibility> from = how == Visibility.DELETED
                ? List.of(Visibility.VISIBLE, Visibility.HELD, Visibility.REMOVED)
                : List.of(Visibility.VISIBLE, Visibility.HELD);
        return change(
                where("_id").is(id).and("visibility").in(from).and("body").ne(null),
                new Update().set("visibility", how).unset("body").unset("hold").inc("v", 1));
    }

    /** Out of sight with its text; a report's word stands before a suspension's. */
    Optional<Comment> withhold(CommentId id, Visibility how, Hold hold) {
        return change(
                where("_id")
                        .is(id)
                        .and("visibility")
                        .ne(Visibility.DELETED)
                        .and("body")
                        .ne(null),
                new Update().set("visibility", how).set("hold", hold).inc("v", 1));
    }

    /** What the report had taken out of sight is seen again, or is held for what else there is. */
    Optional<Comment> restore(CommentId id, ReportId report, Optional<Hold> still) {
        Update update = new Update().inc("v", 1);
        return change(
                where("_id").is(id).and("hold.by").is(report.text()).and("body").ne(null),
                still.map(hold -> update.set("visibility", Visibility.HELD).set("hold", hold))
                        .orElseGet(() ->
                                update.set("visibility", Visibility.VISIBLE).unset("hold")));
    }

    /** Those of them that are seen are held, as their author's account is closed. */
    void suspend(Collection<CommentId> ids) {
        mongo.updateMulti(
                query(where("_id").in(ids).and("visibility").is(Visibility.VISIBLE)),
                new Update()
                        .set("visibility", Visibility.HELD)
                        .set("hold", Hold.ofSuspension())
                        .inc("v", 1),
                Comment.class);
    }

    /** Some of those of the person that are held for a suspension, or are not counted yet after one. */
    List<Comment> suspended(UserId authorId, int most) {
        Query held = query(where("authorId").is(authorId).and("hold.by").is(Hold.SUSPENSION));
        return mongo.find(held.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), Comment.class);
    }

    /** They are seen again. The mark of the suspension stays, so that one that is cut off here finds them again to count them. */
    void show(Collection<CommentId> ids) {
        mongo.updateMulti(
                query(where("_id").in(ids).and("hold.by").is(Hold.SUSPENSION)),
                new Update().set("visibility", Visibility.VISIBLE).inc("v", 1),
                Comment.class);
    }

    /** They are counted: of those that nobody suspended again meanwhile the mark goes. */
    void unmark(Collection<CommentId> ids) {
        mongo.updateMulti(
                query(where("_id")
                        .in(ids)
                        .and("visibility")
                        .is(Visibility.VISIBLE)
                        .and("hold.by")
                        .is(Hold.SUSPENSION)),
                new Update().unset("hold"),
                Comment.class);
    }

    private Optional<Comment> change(Criteria which, Update update) {
        return Optional.ofNullable(mongo.findAndModify(query(which), update, AFTER, Comment.class));
    }

    /**
     * Counting again, rather than adding one, makes a repeated call change nothing. What is there is looked at again after it was
     * written: of two who answer at once, the last to write has seen both.
     */
    void recountReplies(CommentId parentId) {
        int replies = countReplies(parentId);
        for (int i = 0; i < RECOUNTS; i++) {
            mongo.updateFirst(query(where("_id").is(parentId)), new Update().set("replyCount", replies), Comment.class);
            int now = countReplies(parentId);
            if (now == replies) {
                break;
            }
            replies = now;
        }
    }

    private int countReplies(CommentId parentId) {
        Criteria seen = where("parentId").is(parentId).and("visibility").is(Visibility.VISIBLE);
        return Math.toIntExact(mongo.count(query(seen), Comment.class));
    }

    void setUpvotes(CommentId id, int upvotes) {
        mongo.updateFirst(query(where("_id").is(id)), new Update().set("upvotes", upvotes), Comment.class);
    }

    List<Comment> all(int atMost) {
        return mongo.find(new Query().limit(atMost), Comment.class);
    }

    /** By id. */
    List<Comment> by(UserId userId, String after, int most) {
        return mongo.find(
                query(where("authorId").is(userId).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                Comment.class);
    }

    /** Takes the person's name off everything they wrote; the threads of others stay readable. */
    void forgetAuthor(UserId userId) {
        List<Comment> some;
        do {
            some = by(userId, "", FORGOTTEN_AT_ONCE);
            for (Comment comment : some) {
                mongo.updateFirst(
                        query(where("_id").is(comment.id())),
                        // the key becomes the id, or two erased authors with the same key would collide
                        new Update()
                                .unset("authorId")
                                .set("idempotencyKey", comment.id().text()),
                        Comment.class);
            }
        } while (some.size() == FORGOTTEN_AT_ONCE);
    }

    EventsInside<Comment> events() {
        return new EventsInside<>(mongo, Comment.class);
    }

    int countPosts(ThreadId threadId) {
        return Math.toIntExact(mongo.count(postsOf(threadId), Comment.class));
    }

    /** Who has written what is to be seen in the thread, but for the erased. */
    Set<UserId> writersIn(ThreadId threadId) {
        return Set.copyOf(mongo.findDistinct(postsOf(threadId), "authorId", Comment.class, String.class).stream()
                .map(UserId::new)
                .toList());
    }

    /** Of those writers whoever had written before this post was, whenever that is asked. */
    Set<UserId> writersBefore(ThreadId threadId, CommentId post) {
        Query before = postsOf(threadId).addCriteria(where("_id").lt(post.text()));
        return Set.copyOf(mongo.findDistinct(before, "authorId", Comment.class, String.class).stream()
                .map(UserId::new)
                .toList());
    }

    /** By id. */
    List<Comment> firsts(String after, int most) {
        Query firsts = query(
                where("_id").gt(after).and("parentId").is(null).and("lessonId").ne(null));
        return mongo.find(firsts.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), Comment.class);
    }

    boolean hasPost(ThreadId threadId, Set<UserId> by) {
        return mongo.exists(postsOf(threadId).addCriteria(where("authorId").in(by)), Comment.class);
    }

    boolean hasReply(CommentId parentId, Set<UserId> by) {
        Query replies = query(where("parentId")
                .is(parentId)
                .and("visibility")
                .is(Visibility.VISIBLE)
                .and("authorId")
                .in(by));
        return mongo.exists(replies, Comment.class);
    }

    /** When the latest that is to be seen in the thread was written. */
    Optional<Instant> lastPosted(ThreadId threadId) {
        Query latest =
                postsOf(threadId).with(Sort.by(Sort.Direction.DESC, "_id")).limit(1);
        return Optional.ofNullable(mongo.findOne(latest, Comment.class)).map(Comment::createdAt);
    }

    private static Query postsOf(ThreadId threadId) {
        return query(where("threadId").is(threadId).and("visibility").is(Visibility.VISIBLE));
    }
}
