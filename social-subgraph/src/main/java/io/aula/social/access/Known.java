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
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The collections of this package; the only one that reads and writes them. */
@Component
class Known {
    /** Another with each kind that this copy takes besides, so that what was told of it before is read. */
    private static final String FILLED = "log with progress";

    private final MongoTemplate mongo;
    private volatile boolean isIndexed;

    Known(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Somebody whose account is erased. */
    @Document("access_gone")
    record Gone(@Id UserId id) {}

    /** That the log was read to its end into these collections. */
    @Document("access_filled")
    record Filled(@Id String id) {}

    void keep(KnownLesson lesson) {
        keep(lesson.id(), lesson.v(), lesson);
    }

    void keep(KnownCourse course) {
        keep(course.id(), course.v(), course);
    }

    /** Not of the erased, as enrollments. */
    void keep(KnownProgress progress) {
        ensureIndex();
        if (!isGone(progress.userId())) {
            keep(progress.id(), progress.v(), progress);
            if (isGone(progress.userId())) {
                forget(progress.userId());
            }
        }
    }

    /** Not of the erased; who is erased at this moment is looked for once more afterwards. */
    void keep(KnownEnrollment enrollment) {
        ensureIndex();
        if (!isGone(enrollment.userId())) {
            keep(enrollment.id(), enrollment.v(), enrollment);
            if (isGone(enrollment.userId())) {
                forget(enrollment.userId());
            }
        }
    }

    /**
     * A newer version takes the place of an older one, and so does the same told again, since it may be told more exactly.
     * There is no such update that also inserts: of two that come first at once the loser tries again, and then its version
     * decides.
     */
    private void keep(Object id, long version, Object now) {
        Query older = query(where("_id").is(id).and("v").lte(version));
        if (mongo.replace(older, now).getMatchedCount() > 0) {
            return;
        }
        try {
            mongo.insert(now);
        } catch (DuplicateKeyException e) {
            mongo.replace(older, now);
        }
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
        ensureIndex();
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

    private void ensureIndex() {
        if (!isIndexed) {
            mongo.indexOps(KnownEnrollment.class)
                    .createIndex(new Index()
                            .on("userId", Sort.Direction.ASC)
                            .on("courseId", Sort.Direction.ASC)
                            .named("user_course"));
            mongo.indexOps(KnownEnrollment.class)
                    .createIndex(new Index()
                            .on("courseId", Sort.Direction.ASC)
                            .on("_id", Sort.Direction.ASC)
                            .named("course"));
            mongo.indexOps(KnownProgress.class)
                    .createIndex(new Index().on("userId", Sort.Direction.ASC).named("user"));
            isIndexed = true;
        }
    }
}
