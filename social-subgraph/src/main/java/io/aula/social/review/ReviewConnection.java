package io.aula.social.review;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.social.review.Reviews.Wanted;
import java.util.List;

/**
 * A page of a course's reviews.
 *
 * @param wanted what it was taken from; counted only when the client asks
 */
record ReviewConnection(Connection<Review> page, Wanted wanted) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static ReviewConnection of(Wanted wanted, ReviewSort sort, Slice slice, List<Review> found) {
        List<Row<Review>> rows = found.stream()
                .map(review -> new Row<>(sort.key(review), review.id().text(), review))
                .toList();
        return new ReviewConnection(Connection.of(slice, rows), wanted);
    }

    public List<Review> nodes() {
        return page.nodes();
    }

    public List<Edge<Review>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
