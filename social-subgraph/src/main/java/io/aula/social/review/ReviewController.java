package io.aula.social.review;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.CourseAccess.Learner;
import io.aula.social.access.Reader;
import io.aula.social.comment.Hold;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.User;
import io.aula.social.markdown.SafeHtml;
import io.aula.social.review.Reviews.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Reviews as they are read, which anybody may: they are what a course is chosen by. */
@Controller
class ReviewController {
    private static final int MOST_STARS = 5;

    private final Reviews reviews;
    private final Ratings ratings;
    private final ReviewVotes votes;
    private final CourseAccess access;

    ReviewController(
            Reviews reviews, Ratings ratings, ReviewVotes votes, CourseAccess access, BatchLoaderRegistry batches) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.votes = votes;
        this.access = access;
        Batch.<CourseId, Listing, ReviewConnection>register(batches, "reviews", this::pages);
    }

    /** All that a list of reviews depends on, besides the course. */
    record Listing(ReviewSort sort, @Nullable Integer stars, Slice slice) {}

    record RatingSummary(@Nullable Double average, int count, List<Integer> histogram) {}

    /** MongoDB has no limit for each of a group: of several courses each is asked for. */
    private Map<CourseId, ReviewConnection> pages(Listing listing, List<CourseId> courses) {
        Map<CourseId, ReviewConnection> pages = new HashMap<>();
        for (CourseId course : courses) {
            Wanted wanted = new Wanted(course, listing.stars());
            List<Review> found = reviews.page(wanted, listing.sort(), listing.slice());
            pages.put(course, ReviewConnection.of(wanted, listing.sort(), listing.slice(), found));
        }
        return pages;
    }

    @BatchMapping(typeName = "Course")
    Map<Course, RatingSummary> rating(List<Course> courses) {
        Map<CourseId, Rating> found = ratings
                .of(courses.stream().map(Course::id).collect(toSet()))
                .stream()
                .collect(toMap(Rating::id, Function.identity()));
        return courses.stream()
                .collect(toMap(
                        Function.identity(),
                        course -> summary(found.getOrDefault(course.id(), Rating.none(course.id()))),
                        (one, same) -> one));
    }

    private static RatingSummary summary(Rating rating) {
        return new RatingSummary(rating.average(), rating.count(), rating.stars());
    }

    @SchemaMapping(typeName = "Course")
    CompletableFuture<@Nullable ReviewConnection> reviews(
            Course course,
            @Argument ReviewSort sort,
            @Argument @Nullable Integer stars,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<CourseId, Listing>, @Nullable ReviewConnection> reviews) {
        if (stars != null && (stars < 1 || stars > MOST_STARS)) {
            throw DomainException.badInput(Messages.of("Hay de 1 a 5 estrellas.", "There are 1 to 5 stars."));
        }
        Slice slice = Slice.forward(first, after).ofList(ReviewId.PREFIX, sort);
        return reviews.load(new Asked<>(course.id(), new Listing(sort, stars, slice)));
    }

    @SchemaMapping(typeName = "ReviewConnection")
    int totalCount(ReviewConnection connection) {
        return reviews.count(connection.wanted());
    }

    /** Wherever it stands: who wrote it sees that it is held or was taken down, unless by a token that reads what anybody may. */
    @BatchMapping(typeName = "Course")
    Map<Course, Review> viewerReview(List<Course> courses) {
        Optional<Caller> reader = Reader.current();
        Map<CourseId, Review> found =
                reviews
                        .of(
                                Caller.require().user(),
                                courses.stream().map(Course::id).toList())
                        .stream()
                        .filter(review -> review.isReadableBy(reader))
                        .collect(toMap(Review::courseId, Function.identity()));
        Map<Course, Review> result = new HashMap<>();
        for (Course course : courses) {
            Review review = found.get(course.id());
            if (review != null) {
                result.put(course, review);
            }
        }
        return result;
    }

    @BatchMapping(typeName = "Course")
    Map<Course, Boolean> viewerMayReview(List<Course> courses) {
        Set<CourseId> open = access.experienced(
                courses.stream().map(Course::id).toList(), Caller.require().user());
        return courses.stream()
                .collect(toMap(Function.identity(), course -> open.contains(course.id()), (one, same) -> one));
    }

    @EntityMapping("Review")
    List<@Nullable Review> reviewEntities(@Argument List<String> idList) {
        Set<ReviewId> ids =
                idList.stream().flatMap(id -> ReviewId.parse(id).stream()).collect(toSet());
        Optional<Caller> reader = Reader.current();
        Map<String, Review> shown = reviews.byIds(ids).stream()
                .filter(review -> review.isReadableBy(reader))
                .collect(toMap(review -> review.id().text(), Function.identity()));
        return idList.stream().<@Nullable Review>map(shown::get).toList();
    }

    @SchemaMapping(typeName = "Review")
    Course course(Review review) {
        return new Course(review.courseId());
    }

    @SchemaMapping(typeName = "Review")
    @Nullable
    User author(Review review) {
        return review.authorId() == null ? null : new User(review.authorId());
    }

    @SchemaMapping(typeName = "Review")
    @Nullable
    String bodyMarkdown(Review review) {
        return review.body();
    }

    @SchemaMapping(typeName = "Review")
    @Nullable
    String bodyHtml(Review review) {
        return html(review.body());
    }

    @SchemaMapping(typeName = "Review")
    @Nullable
    String instructorReply(Review review) {
        return review.reply();
    }

    @SchemaMapping(typeName = "Review")
    @Nullable
    String instructorReplyHtml(Review review) {
        return html(review.reply());
    }

    @SchemaMapping(typeName = "Hold")
    @Nullable
    String url(Hold hold) {
        return hold.page();
    }

    private static @Nullable String html(@Nullable String markdown) {
        return markdown == null ? null : SafeHtml.of(markdown);
    }

    /** As far as they have come since, too; of whom nothing was told, and who is not known any more, nothing is. */
    @BatchMapping(typeName = "Review")
    Map<Review, Double> watchedRatio(List<Review> of) {
        Map<Review, Learner> learners = new HashMap<>();
        for (Review review : of) {
            if (review.authorId() != null) {
                learners.put(review, new Learner(review.authorId(), review.courseId()));
            }
        }
        Map<Learner, Double> watched = access.watched(Set.copyOf(learners.values()));
        Map<Review, Double> result = new HashMap<>();
        learners.forEach((review, learner) -> {
            Double ratio = watched.get(learner);
            if (ratio != null) {
                result.put(review, ratio);
            }
        });
        return result;
    }

    @BatchMapping(typeName = "Review")
    Map<Review, Boolean> viewerFoundHelpful(List<Review> of) {
        Set<ReviewId> voted =
                votes.of(Caller.require().user(), of.stream().map(Review::id).toList());
        return of.stream().collect(toMap(Function.identity(), review -> voted.contains(review.id()), (a, b) -> a));
    }

    @BatchMapping(typeName = "Review")
    Map<Review, Boolean> viewerMayReply(List<Review> of) {
        Caller caller = Caller.require();
        Set<CourseId> courses = of.stream().map(Review::courseId).collect(toSet());
        Set<CourseId> kept = access.kept(courses, caller);
        Map<CourseId, Set<UserId>> staff = access.staff(courses);
        return of.stream()
                .collect(toMap(
                        Function.identity(),
                        review -> kept.contains(review.courseId())
                                && staff.getOrDefault(review.courseId(), Set.of())
                                        .contains(caller.user()),
                        (one, same) -> one));
    }
}
