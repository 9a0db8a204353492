package io.aula.social.recommendation;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@Controller
class ForYouController {
    private final RecommendationService recommendations;

    ForYouController(RecommendationService recommendations) {
        this.recommendations = recommendations;
    }

    record RecommendationPreference(boolean takesPart) {}

    record DismissPayload(@Nullable String courseId, List<UserError> userErrors) {}

    record RecommendationPreferencePayload(RecommendationPreference preference, List<UserError> userErrors) {}

    @QueryMapping
    List<CourseRecommendation> recommendedCourses(@Argument int first) {
        return shown(recommendations.recommended(Caller.require().user(), Slice.sizeOf(first)));
    }

    @QueryMapping
    List<CourseRecommendation> trendingCourses(@Argument @Nullable String locale, @Argument int first) {
        String language = locale == null ? null : Locale.forLanguageTag(locale).getLanguage();
        return shown(recommendations.trending(language, Slice.sizeOf(first)));
    }

    private static List<CourseRecommendation> shown(List<Candidate> candidates) {
        return candidates.stream().map(CourseRecommendation::of).toList();
    }

    @QueryMapping
    RecommendationPreference recommendationPreference() {
        return new RecommendationPreference(
                recommendations.takesPart(Caller.require().user()));
    }

    @MutationMapping
    DismissPayload dismissRecommendation(@Argument String courseId, @Argument boolean on) {
        Optional<CourseId> course = CourseId.parse(courseId)
                .filter(id -> recommendations.dismiss(Caller.require().user(), id, on));
        return course.map(id -> new DismissPayload(id.text(), List.of()))
                .orElseGet(() -> new DismissPayload(
                        null,
                        List.of(UserError.notFound(
                                Messages.of("Ese curso no existe.", "There is no such course."), courseId))));
    }

    @MutationMapping
    RecommendationPreferencePayload setRecommendationPreference(@Argument boolean takesPart) {
        recommendations.takePart(Caller.require().user(), takesPart);
        return new RecommendationPreferencePayload(new RecommendationPreference(takesPart), List.of());
    }
}
