package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.social.comment.Comment.Visibility;
import io.aula.social.graphql.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of comments; the only one that reads and writes it. */
@Component
class Comments {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);

    private final MongoTemplate mongo;
    private volatile boolean indexed;

    Comments(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** What a page is taken from: the comments of a lesson, perhaps around a moment of its video, or a comment's replies. */
    record Scope(
            String lessonId,
            @Nullable String parentId,
            @Nullable Integer aroundMs,
            int windowMs) {

        Criteria criteria() {
            Criteria visible = new Criteria()
                    .orOperator(
                            where("visibility").is(Visibility.VISIBLE),
                            // a tombstone stays while something hangs on it
                            where("visibility")
                                    .ne(Visibility.VISIBLE)
                                    .and("replyCount")
                                    .gt(0));
            Criteria place = where("lessonId").is(lessonId).and("parentId").is(parentId);
            if (aroundMs == null) {
                return new Criteria().andOperator(place, visible);
            }
            return new Criteria()
                    .andOperator(
                            place,
                            visible,
                            where("positionMs").gte(aroundMs - windowMs).lte(aroundMs + windowMs));
        }
    }

    List<Comment> page(Scope scope, CommentSort sort, @Nullable Cursor after, int limit) {
        Criteria criteria = scope.criteria();
        if (after != null) {
            criteria = new Criteria().andOperator(criteria, following(sort, after));
        }
        return mongo.find(query(criteria).with(order(sort)).limit(limit), Comment.class);
    }

    private static Criteria following(CommentSort sort, Cursor after) {
        return switch (sort) {
            case NEWEST -> where("_id").lt(after.id());
            case OLDEST -> where("_id").gt(after.id());
            case TOP ->
                new Criteria()
                        .orOperator(
                                where("upvotes").lt(after.rank()),
                                where("upvotes").is(after.rank()).and("_id").lt(after.id()));
        };
    }

    private static Sort order(CommentSort sort) {
        return switch (sort) {
            case NEWEST -> Sort.by(Sort.Direction.DESC, "_id");
            case OLDEST -> Sort.by(Sort.Direction.ASC, "_id");
            case TOP -> Sort.by(Sort.Direction.DESC, "upvotes", "_id");
        };
    }

    int count(Scope scope) {
        return Math.toIntExact(mongo.count(query(scope.criteria()), Comment.class));
    }

    List<Comment> byIds(Collection<String> ids) {
        return mongo.find(query(where("_id").in(ids)), Comment.class);
    }

    Optional<Comment> byId(String id) {
        return Optional.ofNullable(mongo.findById(id, Comment.class));
    }

    Optional<Comment> byKey(String authorId, String key) {
        return Optional.ofNullable(mongo.findOne(
                query(where("authorId").is(authorId).and("idempotencyKey").is(key)), Comment.class));
    }

    /** Positions of the visible comments that name one; at most 5 000, which is more than a bar can show. */
    List<Integer> positions(String lessonId) {
        Query query = query(where("lessonId")
                .is(lessonId)
                .and("visibility")
                .is(Visibility.VISIBLE)
                .and("positionMs")
                .ne(null));
        query.fields().include("positionMs").exclude("_id");
        return mongo.find(query.limit(5_000), Document.class, "comments").stream()
                .map(found -> found.getInteger("positionMs"))
                .toList();
    }

    /** When the author wrote last, newest first. */
    List<Instant> lastWritten(String authorId, int atMost) {
        return mongo
                .find(
                        query(where("authorId").is(authorId))
                                .with(Sort.by(Sort.Direction.DESC, "_id"))
                                .limit(atMost),
                        Comment.class)
                .stream()
                .map(Comment::createdAt)
                .toList();
    }

    /** Throws {@code DuplicateKeyException} when the author used the idempotency key before. */
    void insert(Comment comment) {
        ensureIndexes();
        mongo.insert(comment);
    }

    Optional<Comment> edit(String id, String authorId, String body, Instant at) {
        return change(
                where("_id")
                        .is(id)
                        .and("authorId")
                        .is(authorId)
                        .and("visibility")
                        .is(Visibility.VISIBLE),
                new Update().set("body", body).set("editedAt", at).inc("v", 1));
    }

    Optional<Comment> hide(String id, Visibility how) {
        return change(
                where("_id").is(id).and("visibility").is(Visibility.VISIBLE),
                new Update().set("visibility", how).unset("body").inc("v", 1));
    }

    private Optional<Comment> change(Criteria which, Update update) {
        return Optional.ofNullable(mongo.findAndModify(query(which), update, AFTER, Comment.class));
    }

    /** Counting again, rather than adding one, makes a repeated call change nothing. */
    void recountReplies(String parentId) {
        long replies = mongo.count(
                query(where("parentId").is(parentId).and("visibility").is(Visibility.VISIBLE)), Comment.class);
        mongo.updateFirst(
                query(where("_id").is(parentId)), new Update().set("replyCount", (int) replies), Comment.class);
    }

    void setUpvotes(String id, int upvotes) {
        mongo.updateFirst(query(where("_id").is(id)), new Update().set("upvotes", upvotes), Comment.class);
    }

    /** Takes the person's name off everything they wrote; the threads of others stay readable. */
    void forgetAuthor(String userId) {
        for (Comment comment : mongo.find(query(where("authorId").is(userId)), Comment.class)) {
            mongo.updateFirst(
                    query(where("_id").is(comment.id())),
                    // the key becomes the id, or two erased authors with the same key would collide
                    new Update().unset("authorId").set("idempotencyKey", comment.id()),
                    Comment.class);
        }
    }

    List<Comment> withPending(int atMost) {
        return mongo.find(
                query(where("pending.id").exists(true))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(atMost),
                Comment.class);
    }

    long countPending() {
        return mongo.count(query(where("pending.id").exists(true)), Comment.class);
    }

    void forgetPending(List<String> eventIds) {
        mongo.updateMulti(
                query(where("pending.id").in(eventIds)),
                new Update().pull("pending", new Document("id", new Document("$in", eventIds))),
                Comment.class);
    }

    private void ensureIndexes() {
        if (indexed) {
            return;
        }
        var indexes = mongo.indexOps(Comment.class);
        indexes.createIndex(new Index()
                .on("authorId", Sort.Direction.ASC)
                .on("idempotencyKey", Sort.Direction.ASC)
                .named("author_key")
                .unique());
        indexes.createIndex(ascending("lesson_position", "lessonId", "parentId", "positionMs", "_id"));
        indexes.createIndex(new Index()
                .on("lessonId", Sort.Direction.ASC)
                .on("parentId", Sort.Direction.ASC)
                .on("upvotes", Sort.Direction.DESC)
                .on("_id", Sort.Direction.DESC)
                .named("lesson_top"));
        indexes.createIndex(ascending("parent", "parentId", "_id"));
        indexes.createIndex(ascending("author", "authorId", "_id"));
        indexes.createIndex(ascending("pending", "pending.id").sparse());
        indexed = true;
    }

    private static Index ascending(String name, String... fields) {
        Index index = new Index().named(name);
        for (String field : fields) {
            index.on(field, Sort.Direction.ASC);
        }
        return index;
    }
}
