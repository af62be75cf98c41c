package dev.berth.model;

/**
 * A change of a deployment that a plan makes. Immutable.
 *
 * @param id which
 * @param status its new status
 * @param statusDescription that in words
 */
public record DeploymentUpdate(DeploymentId id, DeploymentStatus status, String statusDescription) {

    public DeploymentUpdate {
        Copies.present(id, "id");
        Copies.present(status, "status");
    }
}
