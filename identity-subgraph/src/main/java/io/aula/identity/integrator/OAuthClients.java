package io.aula.identity.integrator;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code oauth_client} and {@code oauth_client_secret}. */
@Repository
class OAuthClients {
    private static final String SELECT = """
            select c.id, c.owner_id, c.name, c.kind, c.redirect_uris, c.post_logout_redirect_uris,
              c.grant_types, c.scopes, c.first_party, c.created_at,
              array(select encode(s.secret_hash, 'hex') from oauth_client_secret s
                where s.client_id = c.id and (s.expires_at is null or s.expires_at > ?::timestamptz)
                order by s.created_at desc) as secrets
            from oauth_client c where c.deleted_at is null and\s
            """;

    private final DSLContext sql;

    OAuthClients(DSLContext sql) {
        this.sql = sql;
    }

    Optional<OAuthClient> byId(String id, Instant now) {
        return sql.resultQuery(SELECT + "c.id = ?", at(now), id).fetchOptional(OAuthClients::read);
    }

    /** The newest first. */
    List<OAuthClient> ofOwner(UserId owner, ClientKind kind, Instant now) {
        return sql.resultQuery(
                        SELECT + "c.owner_id = ? and c.kind = ? order by c.created_at desc, c.id desc",
                        at(now),
                        owner.text(),
                        kind.name())
                .fetch(OAuthClients::read);
    }

    List<OAuthClient> byIds(Collection<String> ids, Instant now) {
        return sql.resultQuery(SELECT + "c.id = any(?::text[])", at(now), array(List.copyOf(ids)))
                .fetch(OAuthClients::read);
    }

    /** Serialises what one person makes, so that a limit holds for two requests at once too. */
    void lockOwner(UserId owner) {
        sql.execute("select 1 from app_user where id = ? for no key update", owner.text());
    }

    void upsert(OAuthClient client) {
        sql.execute(
                """
                insert into oauth_client (id, owner_id, name, kind, redirect_uris, post_logout_redirect_uris,
                  grant_types, scopes, first_party)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set owner_id = excluded.owner_id, name = excluded.name,
                  kind = excluded.kind, redirect_uris = excluded.redirect_uris,
                  post_logout_redirect_uris = excluded.post_logout_redirect_uris,
                  grant_types = excluded.grant_types, scopes = excluded.scopes,
                  first_party = excluded.first_party, deleted_at = null
                """,
                client.id(),
                client.ownerId() == null ? null : client.ownerId().text(),
                client.name(),
                client.kind().name(),
                array(client.redirectUris()),
                array(client.postLogoutRedirectUris()),
                array(client.grantTypes().stream().sorted().toList()),
                array(client.scopes().stream().sorted().toList()),
                client.firstParty());
    }

    void delete(String id, Instant now) {
        sql.execute(
                "update oauth_client set deleted_at = ?::timestamptz where id = ? and deleted_at is null", at(now), id);
    }

    void deleteSecrets(String clientId) {
        sql.execute("delete from oauth_client_secret where client_id = ?", clientId);
    }

    /** @param until null for one that is good until it is replaced */
    void addSecret(String clientId, String secretHash, Instant now, @Nullable Instant until) {
        sql.execute("""
                insert into oauth_client_secret (client_id, secret_hash, created_at, expires_at)
                values (?, decode(?, 'hex'), ?::timestamptz, ?::timestamptz)
                """, clientId, secretHash, at(now), until == null ? null : at(until));
    }

    /** What is live ends by then at the latest. */
    void endSecrets(String clientId, Instant by) {
        sql.execute("""
                update oauth_client_secret set expires_at = least(expires_at, ?::timestamptz)
                where client_id = ? and (expires_at is null or expires_at > ?::timestamptz)
                """, at(by), clientId, at(by));
    }

    void deleteEndedSecrets(String clientId, Instant now) {
        sql.execute(
                "delete from oauth_client_secret where client_id = ? and expires_at <= ?::timestamptz",
                clientId,
                at(now));
    }

    /** By their client, the newest first. */
    Map<String, List<ClientSecret>> secrets(Collection<String> clientIds) {
        return sql.resultQuery("""
                        select client_id, created_at, expires_at from oauth_client_secret
                        where client_id = any(?::text[]) order by created_at desc
                        """, (Object) array(List.copyOf(clientIds)))
                .fetchGroups(
                        row -> row.get("client_id", String.class),
                        row -> new ClientSecret(instant(row, "created_at"), optional(row, "expires_at")));
    }

    private static OAuthClient read(Record row) {
        String owner = row.get("owner_id", String.class);
        return new OAuthClient(
                row.get("id", String.class),
                owner == null ? null : new UserId(owner),
                row.get("name", String.class),
                ClientKind.valueOf(row.get("kind", String.class)),
                strings(row, "redirect_uris"),
                strings(row, "post_logout_redirect_uris"),
                Set.copyOf(strings(row, "grant_types")),
                Set.copyOf(strings(row, "scopes")),
                row.get("first_party", Boolean.class),
                strings(row, "secrets"),
                instant(row, "created_at"));
    }

    private static Instant instant(Record row, String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optional(Record row, String column) {
        @Nullable OffsetDateTime value = row.get(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static List<String> strings(Record row, String column) {
        return List.of(row.get(column, String[].class));
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
