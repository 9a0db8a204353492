package io.aula.identity.account;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.aula.platform.id.UserId;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code app_user}. */
@Repository
class Accounts {
    private static final Table<?> USER = table(name("app_user"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> HANDLE = field(name("handle"), String.class);
    private static final Field<String> DISPLAY_NAME = field(name("display_name"), String.class);
    private static final Field<String> EMAIL = field(name("email"), String.class);
    private static final Field<Instant> EMAIL_VERIFIED_AT = field(name("email_verified_at"), SQLDataType.INSTANT);
    private static final Field<String> LOCALE = field(name("locale"), String.class);
    private static final Field<String> HEADLINE = field(name("headline"), String.class);
    private static final Field<JSONB> BIO = field(name("bio"), JSONB.class);
    private static final Field<JSONB> LINKS = field(name("links"), JSONB.class);
    private static final Field<String> PHOTO_WANTED = field(name("photo_wanted"), String.class);
    private static final Field<Instant> PHOTO_WANTED_AT = field(name("photo_wanted_at"), SQLDataType.INSTANT);
    private static final Field<JSONB> PHOTO = field(name("photo"), JSONB.class);
    private static final Field<String[]> ROLES = field(name("roles"), SQLDataType.CLOB.array());
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Integer> TOKEN_EPOCH = field(name("token_epoch"), Integer.class);
    private static final Field<Long> VERSION = field(name("version"), Long.class);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final List<Field<?>> COLUMNS = List.of(
            ID,
            HANDLE,
            DISPLAY_NAME,
            EMAIL,
            EMAIL_VERIFIED_AT,
            LOCALE,
            HEADLINE,
            BIO,
            LINKS,
            PHOTO_WANTED,
            PHOTO,
            ROLES,
            STATE,
            TOKEN_EPOCH,
            VERSION,
            CREATED_AT);

    private final DSLContext sql;
    private final JsonMapper json;

    Accounts(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    List<Account> byIds(Collection<UserId> ids) {
        String[] texts = ids.stream().map(UserId::text).toArray(String[]::new);
        return fetch(ID.eq(any(texts)).and(isThere()));
    }

    List<Account> byHandles(Collection<String> handles) {
        return fetch(HANDLE.eq(any(handles.toArray(String[]::new))).and(isThere()));
    }

    /** The one in the form of today first, then the older ones. */
    List<Account> byEmail(EmailAddress address) {
        String[] spellings = address.spellings().toArray(String[]::new);
        return sql.select(COLUMNS)
                .from(USER)
                .where(lower(EMAIL).eq(any(spellings)).and(isThere()))
                .orderBy(lower(EMAIL).eq(address.value()).desc(), ID)
                .fetch(this::read);
    }

    /** Serialises changes to one person; the caller holds a transaction. */
    Optional<Account> lock(UserId id) {
        return sql.select(COLUMNS)
                .from(USER)
                .where(ID.eq(id.text()).and(isThere()))
                .forUpdate()
                .fetchOptional(this::read);
    }

    /** The next of all who are there, by id. None is erased before the end of the transaction. */
    List<Account> behind(String id, int most) {
        return sql.select(COLUMNS)
                .from(USER)
                .where(ID.gt(id).and(isThere()))
                .orderBy(ID)
                .limit(most)
                .forShare()
                .fetch(this::read);
    }

    /** By id, and one more than the slice holds, when there is. */
    List<Account> search(AccountSearch search, Slice slice) {
        Condition after = slice.from().map(Cursor::id).map(ID::gt).orElse(noCondition());
        return sql.select(COLUMNS)
                .from(USER)
                .where(matches(search).and(after))
                .orderBy(ID)
                .limit(slice.size() + 1)
                .fetch(this::read);
    }

    int count(AccountSearch search) {
        return sql.fetchCount(USER, matches(search));
    }

    boolean insert(Account account) {
        return sql.insertInto(USER)
                        .set(ID, account.id().text())
                        .set(HANDLE, account.handle())
                        .set(DISPLAY_NAME, account.displayName())
                        .set(EMAIL, account.email())
                        .set(EMAIL_VERIFIED_AT, account.joinedAt())
                        .set(LOCALE, account.locale())
                        .set(HEADLINE, account.headline())
                        .set(ROLES, names(account.roles()))
                        .set(CREATED_AT, account.joinedAt())
                        .onConflict(HANDLE)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** Writes what a person or an admin may change, and the next version. */
    void update(Account account, Instant now) {
        @Nullable String wanted = account.photos().wanted();
        sql.update(USER)
                .set(HANDLE, account.handle())
                .set(DISPLAY_NAME, account.displayName())
                .set(LOCALE, account.locale())
                .set(HEADLINE, account.headline())
                .set(BIO, JSONB.valueOf(json.writeValueAsString(account.bio())))
                .set(LINKS, JSONB.valueOf(json.writeValueAsString(account.links())))
                .set(PHOTO_WANTED, wanted)
                .set(
                        PHOTO_WANTED_AT,
                        when(PHOTO_WANTED.isNotDistinctFrom(wanted), PHOTO_WANTED_AT)
                                .otherwise(val(wanted == null ? null : now, PHOTO_WANTED_AT)))
                .set(PHOTO, photo(account.photos().shown()))
                .set(ROLES, names(account.roles()))
                .set(VERSION, account.version())
                .where(ID.eq(account.id().text()))
                .execute();
    }

    /** Opens or closes an account; what its tokens say of it is old from here on. False when it stood so already. */
    boolean setActive(UserId id, boolean active) {
        String state = active ? "ACTIVE" : "SUSPENDED";
        return sql.update(USER)
                        .set(STATE, state)
                        .set(TOKEN_EPOCH, TOKEN_EPOCH.plus(1))
                        .set(VERSION, VERSION.plus(1))
                        .where(ID.eq(id.text()).and(STATE.eq(active ? "SUSPENDED" : "ACTIVE")))
                        .execute()
                == 1;
    }

    /** In one order, as everybody does who holds several. */
    List<UserId> waitingFor(String uploadId) {
        return sql.select(ID)
                .from(USER)
                .where(PHOTO_WANTED.eq(uploadId))
                .orderBy(ID)
                .fetch(row -> new UserId(row.value1()));
    }

    List<UserId> waitingSince(Instant before, int most) {
        return sql.select(ID)
                .from(USER)
                .where(PHOTO_WANTED.isNotNull(), PHOTO_WANTED_AT.lt(before), isThere())
                .orderBy(ID)
                .limit(most)
                .fetch(row -> new UserId(row.value1()));
    }

    /** Closes an account for good; nobody opens it again. */
    void close(UserId id) {
        sql.update(USER)
                .set(STATE, "CLOSING")
                .set(TOKEN_EPOCH, TOKEN_EPOCH.plus(1))
                .where(ID.eq(id.text()).and(isThere()))
                .execute();
    }

    /** Empty while the person is there. */
    Optional<Long> versionOfErased(UserId id) {
        return sql.select(VERSION)
                .from(USER)
                .where(ID.eq(id.text()).and(STATE.eq("DELETED")))
                .fetchOptional(VERSION);
    }

    /** Whether somebody else administers too. Held until the end of the transaction, so that two do not leave at once. */
    boolean isAnotherActive(UserId person, Role role) {
        return sql
                .select(ID)
                .from(USER)
                .where(STATE.eq("ACTIVE").and(arrayOverlap(ROLES, val(new String[] {role.name()}, ROLES))))
                .orderBy(ID)
                .forUpdate()
                .fetch(ID)
                .stream()
                .anyMatch(id -> !id.equals(person.text()));
    }

    void nextEpoch(UserId id) {
        sql.update(USER)
                .set(TOKEN_EPOCH, TOKEN_EPOCH.plus(1))
                .where(ID.eq(id.text()))
                .execute();
    }

    void setEmail(UserId id, EmailAddress address, Instant confirmed) {
        sql.update(USER)
                .set(EMAIL, address.value())
                .set(EMAIL_VERIFIED_AT, confirmed)
                .set(VERSION, VERSION.plus(1))
                .where(ID.eq(id.text()).and(isThere()))
                .execute();
    }

    private List<Account> fetch(Condition condition) {
        return sql.select(COLUMNS).from(USER).where(condition).fetch(this::read);
    }

    private static Condition isThere() {
        return STATE.ne("DELETED");
    }

    private static Condition matches(AccountSearch search) {
        Condition text = search.text() == null
                ? noCondition()
                : HANDLE.startsWithIgnoreCase(search.text()).or(DISPLAY_NAME.containsIgnoreCase(search.text()));
        Condition role = search.role() == null
                ? noCondition()
                : arrayOverlap(ROLES, val(new String[] {search.role().name()}, ROLES));
        return isThere().and(text).and(role);
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }

    private Account read(Record row) {
        return new Account(
                new UserId(row.get(ID)),
                row.get(HANDLE),
                row.get(DISPLAY_NAME),
                row.get(EMAIL),
                row.get(EMAIL_VERIFIED_AT) != null,
                row.get(LOCALE),
                nullable(row, HEADLINE),
                json.readValue(row.get(BIO).data(), new TypeReference<Map<String, String>>() {}),
                json.readValue(row.get(LINKS).data(), new TypeReference<List<ProfileLink>>() {}),
                new Photos(nullable(row, PHOTO_WANTED), photo(row)),
                Arrays.stream(row.get(ROLES)).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                row.get(STATE).equals("ACTIVE"),
                row.get(TOKEN_EPOCH),
                row.get(VERSION),
                row.get(CREATED_AT));
    }

    private @Nullable JSONB photo(@Nullable Photo photo) {
        return photo == null ? null : JSONB.valueOf(json.writeValueAsString(photo));
    }

    private @Nullable Photo photo(Record row) {
        @Nullable JSONB kept = row.get(PHOTO);
        return kept == null ? null : json.readValue(kept.data(), Photo.class);
    }

    private static @Nullable String nullable(Record row, Field<String> column) {
        return row.get(column);
    }
}
