import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The days that are taken; in memory, so every start begins with an empty calendar. */
final class Calendar {

    record Department(String id, String title) {}

    private final Set<Appointments.Choice> taken = ConcurrentHashMap.newKeySet();

    List<Department> departments() {
        return List.of(new Department("general", "General practice"), new Department("dental", "Dental care"));
    }

    boolean isFree(Appointments.Choice choice) {
        return !taken.contains(choice);
    }

    /** Whether the day was still free. */
    boolean book(Appointments.Choice choice) {
        return taken.add(choice);
    }
}
