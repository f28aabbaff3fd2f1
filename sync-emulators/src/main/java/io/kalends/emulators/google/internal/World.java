package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.AccessRole;
import io.kalends.emulators.google.RecordedMail;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Everything the emulator knows but its OAuth grants and its channels. One lock guards it all. */
public final class World {

    private static final String ID_ALPHABET = "0123456789abcdefghijklmnopqrstuv";

    private final Clock clock;
    private final RandomGenerator random;
    private final Behaviour behaviour = new Behaviour();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AccountState> accounts = new LinkedHashMap<>();
    private final Map<String, CalendarState> calendars = new LinkedHashMap<>();
    private final List<RecordedMail> mails = new ArrayList<>();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private long changes;
    private long tokenGeneration;

    /** Told of a change under the lock: must not block. */
    public interface ChangeListener {

        /** The events of a calendar changed. */
        void eventsChanged(CalendarState calendar);

        /** The list of an account's calendars changed. */
        void calendarListChanged(AccountState account);
    }

    public World(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Does something with the state while nobody else does. */
    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the state while nobody else does. */
    public void locked(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    public Clock clock() {
        return clock;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    long nextChange() {
        return ++changes;
    }

    long changes() {
        return changes;
    }

    long tokenGeneration() {
        return tokenGeneration;
    }

    public void expireSyncTokens() {
        tokenGeneration++;
    }

    /** A new id of Google's kind. */
    public String newId(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    void mail(RecordedMail mail) {
        mails.add(mail);
    }

    public List<RecordedMail> mails() {
        return List.copyOf(mails);
    }

    void eventsChanged(CalendarState calendar) {
        listeners.forEach(listener -> listener.eventsChanged(calendar));
    }

    private void listChanged(AccountState account) {
        listeners.forEach(listener -> listener.calendarListChanged(account));
    }

    public AccountState addAccount(String email, ZoneId zone) {
        if (accounts.containsKey(email)) {
            throw new IllegalArgumentException("there is an account " + email + " already");
        }
        AccountState account = new AccountState(email, zone);
        accounts.put(email, account);
        addCalendar(account, email, email, zone, AccessRole.OWNER, true);
        return account;
    }

    Optional<AccountState> account(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    /** Makes a calendar, or shares the one of this id. */
    public CalendarState addCalendar(
            AccountState account, String id, String summary, ZoneId zone, AccessRole role, boolean primary) {
        CalendarState calendar = calendars.get(id);
        if (calendar == null || calendar.removed()) {
            calendar = new CalendarState(id, summary, zone, nextChange(), primary);
            calendars.put(id, calendar);
        }
        calendar.grant(account.email(), role, nextChange());
        account.listed(id, nextChange());
        listChanged(account);
        return calendar;
    }

    public Optional<CalendarState> calendar(String id) {
        return Optional.ofNullable(calendars.get(id)).filter(calendar -> !calendar.removed());
    }

    /** A calendar that an account may see, by id or as {@code primary}. */
    CalendarState calendarOf(String email, String idOrAlias) {
        return calendar(idOrAlias.equals("primary") ? email : idOrAlias)
                .filter(calendar -> calendar.role(email).isPresent())
                .orElseThrow(GoogleError::notFound);
    }

    public void changeRole(AccountState account, CalendarState calendar, AccessRole role) {
        calendar.grant(account.email(), role, nextChange());
    }

    public void withdraw(AccountState account, CalendarState calendar) {
        calendar.withdraw(account.email(), nextChange());
        account.unlisted(calendar.id(), nextChange());
        listChanged(account);
    }

    public void removeCalendar(CalendarState calendar) {
        for (String member : calendar.members()) {
            account(member).ifPresent(account -> {
                account.unlisted(calendar.id(), nextChange());
                listChanged(account);
            });
        }
        calendar.remove();
    }
}
