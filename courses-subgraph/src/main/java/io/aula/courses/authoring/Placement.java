package io.aula.courses.authoring;

import io.aula.courses.authoring.Places.Place;
import io.aula.courses.refusal.RefusedException;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds an item its rank: behind the sibling that is named, first when that is null, last when nothing was said. Where so many
 * were put into one gap that its ranks have grown long, all siblings get short ones again, in the same transaction.
 */
@Component
class Placement {
    private static final int LONGEST_RANK = 24;

    private final Places places;

    Placement(Places places) {
        this.places = places;
    }

    String ofModule(CourseId courseId, ModuleId moduleId, Given<ModuleId> after) {
        return rank(places.modules(courseId), moduleId, after, ranks -> {
            places.parkModules(courseId);
            places.placeModules(ranks);
        });
    }

    String ofLesson(ModuleId moduleId, LessonId lessonId, Given<LessonId> after) {
        return rank(places.lessons(moduleId), lessonId, after, ranks -> {
            places.parkLessons(moduleId);
            places.placeLessons(ranks);
        });
    }

    /** Where the module stood when that place is free, and just behind it otherwise. */
    String backInCourse(CourseId courseId, String rank) {
        return backIn(places.modules(courseId), rank);
    }

    /** As {@link #backInCourse}, of a lesson. */
    String backInModule(ModuleId moduleId, String rank) {
        return backIn(places.lessons(moduleId), rank);
    }

    /** Behind all lessons of the module. */
    String last(ModuleId moduleId) {
        List<Place<LessonId>> siblings = places.lessons(moduleId);
        return Rank.between(siblings.isEmpty() ? null : siblings.getLast().rank(), null);
    }

    /** The module where something comes back: its own while that is there, the course's last otherwise. */
    Optional<ModuleId> moduleFor(CourseId courseId, @Nullable ModuleId own) {
        List<ModuleId> modules =
                places.modules(courseId).stream().map(Place::id).toList();
        return modules.stream()
                .filter(id -> id.equals(own))
                .findFirst()
                .or(() -> modules.stream().reduce((first, second) -> second));
    }

    private static <I> String backIn(List<Place<I>> siblings, String rank) {
        if (siblings.stream().noneMatch(place -> place.rank().equals(rank))) {
            return rank;
        }
        String next = siblings.stream()
                .map(Place::rank)
                .filter(other -> other.compareTo(rank) > 0)
                .findFirst()
                .orElse(null);
        return Rank.between(rank, next);
    }

    private static <I> String rank(List<Place<I>> all, I itemId, Given<I> after, Consumer<Map<I, String>> placeAnew) {
        List<Place<I>> others =
                all.stream().filter(place -> !place.id().equals(itemId)).toList();
        int at = index(others, after);
        String rank = Rank.between(
                at == 0 ? null : others.get(at - 1).rank(),
                at == others.size() ? null : others.get(at).rank());
        if (rank.length() <= LONGEST_RANK) {
            return rank;
        }
        List<String> spread = Rank.spread(others.size() + 1);
        Map<I, String> ranks = new HashMap<>();
        for (int i = 0; i < others.size(); i++) {
            ranks.put(others.get(i).id(), spread.get(i < at ? i : i + 1));
        }
        placeAnew.accept(ranks);
        return spread.get(at);
    }

    private static <I> int index(List<Place<I>> others, Given<I> after) {
        return switch (after) {
            case Given.Absent<I>() -> others.size();
            case Given.Value<I>(I sibling) -> sibling == null ? 0 : behind(others, sibling);
        };
    }

    private static <I> int behind(List<Place<I>> others, I sibling) {
        int at = others.stream().map(Place::id).toList().indexOf(sibling);
        if (at < 0) {
            throw RefusedException.notFound(String.valueOf(sibling));
        }
        return at + 1;
    }
}
