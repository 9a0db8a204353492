package io.aula.social.notification;

import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.User;
import io.aula.social.graphql.Video;
import io.aula.social.moderation.Report;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What a notification points to, by name. */
@Configuration(proxyBeanMethods = false)
class TargetTypes {

    @Bean
    RuntimeWiringConfigurer notificationTargets() {
        return wiring -> wiring.type(
                "NotificationTarget",
                target -> target.typeResolver(
                        environment -> environment.getSchema().getObjectType(name(environment.getObject()))));
    }

    private static String name(Object target) {
        return switch (target) {
            case Lesson lesson -> "Lesson";
            case User user -> "User";
            case Report report -> "Report";
            case Video video -> "Video";
            case ThreadOfPosts thread -> "Thread";
            default -> "Comment";
        };
    }
}
