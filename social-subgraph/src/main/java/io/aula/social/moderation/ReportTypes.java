package io.aula.social.moderation;

import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.User;
import io.aula.social.review.Review;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What a report is about, by name. */
@Configuration(proxyBeanMethods = false)
class ReportTypes {

    @Bean
    RuntimeWiringConfigurer reportTargets() {
        return wiring -> wiring.type(
                "ReportTarget",
                target -> target.typeResolver(
                        environment -> environment.getSchema().getObjectType(name(environment.getObject()))));
    }

    private static String name(Object target) {
        return switch (target) {
            case Course course -> "Course";
            case User user -> "User";
            case ThreadOfPosts thread -> "Thread";
            case Review review -> "Review";
            default -> "Comment";
        };
    }
}
