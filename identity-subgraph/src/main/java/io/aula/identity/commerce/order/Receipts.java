package io.aula.identity.commerce.order;

import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells buyers what they bought and got back, and sellers what they sold: by letters that are of the order's own transaction. */
@Component
class Receipts {
    private final LetterBox letterBox;
    private final CourseService courses;

    Receipts(LetterBox letterBox, CourseService courses) {
        this.letterBox = letterBox;
        this.courses = courses;
    }

    void tell(Order order) {
        tell(LetterKind.RECEIPT, order, order.total());
    }

    /** To whom each of its courses belongs. */
    void tellSellers(Order order) {
        order.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.courseId()).flatMap(courses::byId).stream())
                .forEach(course -> Optional.ofNullable(course.ownerId())
                        .ifPresent(owner -> letterBox.toPerson(
                                LetterKind.SALE,
                                owner,
                                List.of(
                                        title(course),
                                        order.number(),
                                        String.valueOf(order.total()),
                                        order.currency().name()),
                                "/teach/" + course.id() + "/access")));
    }

    void tellRefund(Order order, long amount) {
        tell(LetterKind.REFUND, order, amount);
    }

    void tellFailedRefund(Order order, long amount) {
        tell(LetterKind.REFUND_FAILED, order, amount);
    }

    private void tell(LetterKind kind, Order order, long amount) {
        letterBox.toPerson(
                kind,
                order.userId(),
                titles(order),
                order.number(),
                String.valueOf(amount),
                order.currency().name());
    }

    private static String title(Course course) {
        return course.title().isBlank() ? course.id().text() : course.title();
    }

    private String titles(Order order) {
        return order.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.courseId()).stream())
                .map(id -> courses.byId(id).map(Receipts::title).orElse(id.text()))
                .collect(Collectors.joining(", "));
    }
}
