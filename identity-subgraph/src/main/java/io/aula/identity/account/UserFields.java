package io.aula.identity.account;

import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code User} that are not simply a column. A scope opens a field; whose it is, is checked here again. */
@Controller
@SchemaMapping(typeName = "User")
class UserFields {

    @SchemaMapping
    String id(Account user) {
        return user.id().text();
    }

    @SchemaMapping
    @Nullable
    String avatarUrl(Account user, @Argument int size) {
        Photo photo = user.photos().shown();
        return photo == null ? null : photo.at(size, ImageFormat.AUTO).url();
    }

    @SchemaMapping
    @Nullable
    Image avatar(Account user, @Argument int width, @Argument ImageFormat format) {
        Photo photo = user.photos().shown();
        return photo == null ? null : photo.at(width, format);
    }

    @SchemaMapping
    @Nullable
    String pendingAvatarUploadId(Account user) {
        boolean isOwn = Caller.current()
                .filter(caller -> caller.user().equals(user.id()))
                .isPresent();
        return isOwn ? user.photos().wanted() : null;
    }

    @SchemaMapping
    Optional<String> bio(Account user, @Argument("locale") @Nullable String language, Locale spoken) {
        return user.bioIn(language == null ? spoken : Locale.forLanguageTag(language));
    }

    @SchemaMapping(field = "isInstructor")
    boolean teaches(Account user) {
        return user.has(Role.INSTRUCTOR);
    }

    @SchemaMapping
    @Nullable
    String email(Account user) {
        return isOwnOrStaff(user) ? user.email() : null;
    }

    @SchemaMapping
    @Nullable
    Boolean emailVerified(Account user) {
        return isOwnOrStaff(user) ? user.emailVerified() : null;
    }

    @SchemaMapping
    @Nullable
    List<Role> roles(Account user) {
        return isOwnOrStaff(user) ? user.roles().stream().sorted().toList() : null;
    }

    @SchemaMapping
    @Nullable
    String locale(Account user) {
        return isOwnOrStaff(user) ? user.locale() : null;
    }

    private static boolean isOwnOrStaff(Account user) {
        return Caller.current()
                .filter(caller -> caller.user().equals(user.id()) || caller.isStaff())
                .isPresent();
    }
}
