package io.aula.social.review;

import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.social.documents.Documents;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What other packages may ask of reviews. */
@Component
public class ReviewArchive {
    private final Reviews reviews;
    private final Ratings ratings;
    private final ReviewVotes votes;
    private final ReviewService service;

    ReviewArchive(Reviews reviews, Ratings ratings, ReviewVotes votes, ReviewService service) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.votes = votes;
        this.service = service;
    }

    /** What another feature's field shows as a review: those that are to be seen. */
    public Map<String, Object> shown(Collection<ReviewId> ids) {
        return reviews.byIds(ids).stream()
                .filter(Review::isVisible)
                .collect(Collectors.toMap(review -> review.id().text(), Function.identity()));
    }

    /** Takes an erased person's name off what they thought, and their votes away; a second time changes nothing. */
    public void forget(UserId person) {
        Documents.inBackground(() -> service.forget(person));
    }

    /**
     * What is kept of a review or a vote, as its person is told it.
     *
     * @param key its place among others
     */
    public record Row(String key, Map<String, ?> content) {}

    /** What somebody thought of courses, in order behind a place. */
    public List<Row> writtenBy(UserId person, String after, int most) {
        return reviews.by(person, after, most).stream()
                .map(review -> new Row(review.id().text(), content(review)))
                .toList();
    }

    private static Map<String, ?> content(Review review) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", review.id().text());
        content.put("courseId", review.courseId().text());
        content.put("stars", review.stars());
        content.put("visibility", review.visibility().name());
        content.put("createdAt", review.createdAt().toString());
        if (review.body() != null) {
            content.put("text", review.body());
        }
        return content;
    }

    /** The reviews that somebody found helpful, in order behind a place. */
    public List<Row> votesOf(UserId person, String after, int most) {
        return votes.by(person, after, most).stream()
                .map(vote ->
                        new Row(vote.id(), Map.of("reviewId", vote.reviewId().text())))
                .toList();
    }

    /** Whose name stands at a review. */
    public Set<UserId> people(int atMost) {
        return reviews.all(atMost).stream()
                .map(Review::authorId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code course count average}, of those that somebody has reviewed, by course; the average to hundredths, or -. */
    public List<String> ratings(int atMost) {
        return ratings.all(atMost).stream()
                .map(rating -> rating.id() + " " + rating.count() + " " + average(rating))
                .toList();
    }

    private static String average(Rating rating) {
        Double average = rating.average();
        return average == null ? "-" : String.format(Locale.ROOT, "%.2f", average);
    }

    /** Counts again what the reviews of every course come to. */
    public void recountAll() {
        Documents.inBackground(() -> reviews.courses().forEach(ratings::recount));
    }

    /** Reviews whose events the broker has not confirmed. */
    public long countPending() {
        return reviews.events().count();
    }
}
