package io.aula.social.access;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collections of this package; the only one that reads and writes them. */
@Component
class Known {
    /** Another with each kind that this copy takes besides, so that what was told of it before is read. */
    private static final String FILLED = "log with progress";

    private static final String COPIES = "copies";

    private final MongoTemplate mongo;

    Known(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Somebody whose account is erased. */
    @Document("access_gone")
    record Gone(@Id UserId id) {}

    /** That the log was read to its end into these collections. */
    @Document("access_filled")
    record Filled(@Id String id) {}

    /** @param g the latest rebuild's number; what is told now is of it */
    @Document("access_generation")
    record Generation(@Id String id, long g) {}

    void keep(KnownLesson lesson) {
        keep(lesson.id(), lesson.v(), lesson);
    }

    void keep(KnownCourse course) {
        keep(course.id(), course.v(), course);
    }

    /** Not of the erased, as enrollments. */
    void keep(KnownProgress progress) {
        if (!isGone(progress.userId())) {
            keep(progress.id(), progress.v(), progress);
            if (isGone(progress.userId())) {
                forget(progress.userId());
            }
        }
    }

    /** Not of the erased; who is erased at this moment is looked for once more afterwards. */
    void keep(KnownEnrollment enrollment) {
        if (!isGone(enrollment.userId())) {
            keep(enrollment.id(), enrollment.v(), enrollment);
            if (isGone(enrollment.userId())) {
                forget(enrollment.userId());
            }
        }
    }

    /**
     * A newer version takes the place of an older one, and so does the same told again, since it may be told more exactly; whatever is
     * of an earlier rebuild gives way to any, and nothing of a later one to what was taken before that began: it is told once more, as
     * of that one. There is no such update that also inserts: of two that come first at once the loser tries again, and then its
     * version decides.
     */
    private void keep(Object id, long version, Object now) {
        long generation = generation();
        org.bson.Document document = new org.bson.Document();
        mongo.getConverter().write(now, document);
        document.append("g", generation);
        Query giving = query(new Criteria()
                .andOperator(
                        where("_id").is(id),
                        new Criteria()
                                .orOperator(
                                        before(generation),
                                        where("g").is(generation).and("v").lte(version))));
        boolean isKept = isReplaced(giving, now, document)
                || isInserted(document, now.getClass())
                || isReplaced(giving, now, document);
        if (!isKept && generation() > generation) {
            keep(id, version, now);
        }
    }

    private boolean isInserted(org.bson.Document document, Class<?> kind) {
        try {
            mongo.insert(document, mongo.getCollectionName(kind));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean isReplaced(Query giving, Object now, org.bson.Document document) {
        return mongo.replace(giving, document, mongo.getCollectionName(now.getClass()))
                        .getMatchedCount()
                > 0;
    }

    private static Criteria before(long generation) {
        return new Criteria().orOperator(where("g").lt(generation), where("g").exists(false));
    }

    long generation() {
        Generation current = mongo.findById(COPIES, Generation.class);
        return current == null ? 0 : current.g();
    }

    /** It only rises. */
    void setGeneration(long generation) {
        if (!isRaised(generation) && !mongo.exists(query(where("_id").is(COPIES)), Generation.class)) {
            try {
                mongo.insert(new Generation(COPIES, generation));
            } catch (DuplicateKeyException e) { // another instance begins the first one too
                isRaised(generation);
            }
        }
    }

    private boolean isRaised(long generation) {
        return mongo.updateFirst(
                                query(where("_id").is(COPIES).and("g").lt(generation)),
                                new Update().set("g", generation),
                                Generation.class)
                        .getMatchedCount()
                > 0;
    }

    long count(Class<?> kind, long generation) {
        return mongo.count(query(where("g").is(generation)), kind);
    }

    long removeBefore(Class<?> kind, long generation) {
        return mongo.remove(query(before(generation)), kind).getDeletedCount();
    }

    /** Not of the erased, as above. */
    void keep(KnownSuspension suspension) {
        if (!isGone(suspension.id())) {
            keep(suspension.id(), suspension.v(), suspension);
            if (isGone(suspension.id())) {
                forget(suspension.id());
            }
        }
    }

    boolean isSuspended(UserId userId) {
        KnownSuspension found = mongo.findById(userId, KnownSuspension.class);
        return found != null && found.isSuspended();
    }

    /** Those of the people whose account is closed. */
    Set<UserId> suspended(Collection<UserId> people) {
        Query closed = query(where("_id").in(people).and("isSuspended").is(true));
        return mongo.find(closed, KnownSuspension.class).stream()
                .map(KnownSuspension::id)
                .collect(Collectors.toSet());
    }

    void forget(UserId userId) {
        mongo.save(new Gone(userId));
        mongo.remove(query(where("_id").is(userId)), KnownSuspension.class);
        mongo.remove(query(where("userId").is(userId)), KnownEnrollment.class);
        mongo.remove(query(where("userId").is(userId)), KnownProgress.class);
    }

    private boolean isGone(UserId userId) {
        return mongo.exists(query(where("_id").is(userId)), Gone.class);
    }

    /** Those of the people whose account is erased. */
    Set<UserId> gone(Collection<UserId> people) {
        return mongo.find(query(where("_id").in(people)), Gone.class).stream()
                .map(Gone::id)
                .collect(Collectors.toSet());
    }

    List<KnownLesson> lessons(Collection<LessonId> ids) {
        return mongo.find(query(where("_id").in(ids)), KnownLesson.class);
    }

    List<KnownCourse> courses(Collection<CourseId> ids) {
        return mongo.find(query(where("_id").in(ids)), KnownCourse.class);
    }

    /** By id. */
    List<KnownCourse> taughtBy(UserId userId, int atMost) {
        Query theirs = query(where("staff").is(userId));
        return mongo.find(theirs.with(Sort.by(Sort.Direction.ASC, "_id")).limit(atMost), KnownCourse.class);
    }

    /** Those of the courses that the person is in. */
    Set<CourseId> enrolled(UserId userId, Collection<CourseId> courseIds) {
        Query inside = query(where("userId")
                .is(userId)
                .and("courseId")
                .in(courseIds)
                .and("status")
                .in(EnrollmentStatus.INSIDE));
        return mongo.find(inside, KnownEnrollment.class).stream()
                .map(KnownEnrollment::courseId)
                .collect(Collectors.toSet());
    }

    /** What the person is in, the latest first. */
    List<KnownEnrollment> learning(UserId userId, int atMost) {
        Query inside = query(where("userId").is(userId).and("status").in(EnrollmentStatus.INSIDE));
        return mongo.find(inside.with(Sort.by(Sort.Direction.DESC, "_id")).limit(atMost), KnownEnrollment.class);
    }

    /** What is known of any of the people in any of the courses. */
    List<KnownEnrollment> enrollments(Collection<UserId> people, Collection<CourseId> courseIds) {
        return mongo.find(query(where("userId").in(people).and("courseId").in(courseIds)), KnownEnrollment.class);
    }

    /** Those of the courses that the person is in, or was. */
    Set<CourseId> everIn(UserId userId, Collection<CourseId> courseIds) {
        return mongo
                .find(query(where("userId").is(userId).and("courseId").in(courseIds)), KnownEnrollment.class)
                .stream()
                .map(KnownEnrollment::courseId)
                .collect(Collectors.toSet());
    }

    List<KnownProgress> progress(Collection<String> ids) {
        return mongo.find(query(where("_id").in(ids)), KnownProgress.class);
    }

    /** What is known of the people's enrollments in the course, whatever became of them. */
    List<KnownEnrollment> enrollments(CourseId courseId, Collection<UserId> people) {
        return mongo.find(query(where("userId").in(people).and("courseId").is(courseId)), KnownEnrollment.class);
    }

    /** Enrollments of people who are in the course, by id. */
    List<KnownEnrollment> inside(CourseId courseId, String after, int most) {
        Query inside = query(where("courseId")
                .is(courseId)
                .and("status")
                .in(EnrollmentStatus.INSIDE)
                .and("_id")
                .gt(after));
        return mongo.find(inside.with(Sort.by(Sort.Direction.ASC, "_id")).limit(most), KnownEnrollment.class);
    }

    boolean isFilled() {
        return mongo.exists(query(where("_id").is(FILLED)), Filled.class);
    }

    void noteFilled() {
        mongo.save(new Filled(FILLED));
    }

    /** Everything of a kind, by id. */
    <T> List<T> all(Class<T> kind, int atMost) {
        return mongo.find(new Query().with(Sort.by(Sort.Direction.ASC, "_id")).limit(atMost), kind);
    }
}
