# Becomes the task: runs in its own session, claims the start, and turns into the command.
#   sh task.sh DIR WORKDIR command...
# DIR/task is made by whoever comes first: this process, or an agent that gives up on it. The environment is opened before
# that, since the agent removes the file as soon as it sees the task. A control group that cannot be joined is forgotten, so
# that nobody looks for the task's processes there.
dir=$1 workdir=$2
shift 2

identify() {
    read -r line < "/proc/$$/stat"
    read -r boot < /proc/sys/kernel/random/boot_id
    set -- ${line##*) }
    shift 19
    identity="$$-$1-$boot"
}

[ ! -f "$dir/cgroups" ] || while read -r procs; do
    echo $$ > "$procs" || rm -f "$dir/cgroups"
done < "$dir/cgroups"
identify
exec > "$dir/out" 7< "$dir/env" || exit 125
ln -sn "$identity" "$dir/task" || exit 125
exec 2> "$dir/err"
cd "$workdir" || exit 126
. /proc/self/fd/7
exec 7<&-
exec "$@"
