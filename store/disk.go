package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/model"
)

// place examines what kind of place the file is in. SQLite's log is shared by
// windows through memory, which does not reach another computer; and a program
// that copies the file while it is written to makes a broken one elsewhere.
func (e *examination) place(context.Context) error {
	before := len(e.Findings)
	folder := filepath.Dir(e.path)
	if name := networkName(fileSystem(nearest(folder))); name != "" {
		e.Add(model.Finding{Key: model.PlaceNetwork, Name: name})
	}
	if name, at := syncedBy(folder); name != "" {
		e.Add(model.Finding{Key: model.PlaceSynced, Name: name, Path: at})
	}
	if len(e.Findings) == before {
		e.Add(model.Finding{Key: model.PlaceHere})
	}
	return nil
}

// networkNames are the file systems that reach another computer, or the host of
// this one, and what people call them.
var networkNames = map[string]string{
	"nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb2": "SMB", "smb3": "SMB", "smbfs": "SMB", "afpfs": "AFP", "afs": "AFS", "coda": "Coda",
	"ncpfs": "NCP", "ceph": "Ceph", "lustre": "Lustre", "gpfs": "GPFS", "glusterfs": "GlusterFS", "ocfs2": "OCFS2", "gfs2": "GFS2",
	"davfs": "WebDAV", "davfs2": "WebDAV", "webdav": "WebDAV", "sshfs": "SSHFS", "rclone": "rclone", "s3fs": "S3", "gcsfuse": "Google Cloud",
	"gvfsd-fuse": "GVFS", "kio-fuse": "KIO", "google-drive-ocamlfuse": "Google Drive", "onedriver": "OneDrive", "curlftpfs": "FTP",
	"9p": "9P", "v9fs": "9P", "virtiofs": "virtiofs", "vboxsf": "VirtualBox", "vmhgfs": "VMware", "vmhgfs-fuse": "VMware", "prl_fs": "Parallels",
	"network drive": "Windows",
}

// networkName is what people call a file system that reaches another computer; ""
// of any other.
func networkName(system string) string {
	return networkNames[strings.TrimPrefix(strings.ToLower(system), "fuse.")]
}

// syncedFolders are the names of folders that a program keeps the same on other
// computers. A name may go on, with that of an account say.
var syncedFolders = []struct{ name, by string }{
	{"Dropbox", "Dropbox"},
	{"OneDrive", "OneDrive"},
	{"Google Drive", "Google Drive"},
	{"GoogleDrive", "Google Drive"},
	{"Mobile Documents", "iCloud Drive"},
	{"iCloudDrive", "iCloud Drive"},
	{"iCloud Drive", "iCloud Drive"},
	{"Nextcloud", "Nextcloud"},
	{"ownCloud", "ownCloud"},
	{"Syncthing", "Syncthing"},
	{"Seafile", "Seafile"},
	{"SynologyDrive", "Synology Drive"},
	{"pCloud Drive", "pCloud"},
	{"pCloudDrive", "pCloud"},
	{"MEGAsync", "MEGA"},
	{"Proton Drive", "Proton Drive"},
	{"Box Sync", "Box"},
	{"Resilio Sync", "Resilio Sync"},
	{"Tresorit", "Tresorit"},
}

// syncedMarks are files and folders by which such a program knows its folder.
var syncedMarks = []struct{ pattern, by string }{
	{".stfolder", "Syncthing"},
	{".dropbox", "Dropbox"},
	{".dropbox.cache", "Dropbox"},
	{".tmp.drivedownload", "Google Drive"},
	{".nextcloudsync.log", "Nextcloud"},
	{".owncloudsync.log", "ownCloud"},
	{"._sync_*.db", "ownCloud"},
	{".sync_*.db", "Nextcloud"},
	{".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
	{".seafile-data", "Seafile"},
	{".sync/ID", "Resilio Sync"},
	{".SynologyWorkingDirectory", "Synology Drive"},
}

// syncedBy returns which program keeps a folder, or one that it is in, the same on
// other computers, and that folder; "" where none is known to.
func syncedBy(folder string) (by, at string) {
	home, _ := os.UserHomeDir()
	for at := folder; ; at = filepath.Dir(at) {
		name := filepath.Base(at)
		if filepath.Base(filepath.Dir(at)) == "CloudStorage" { // of macOS: "OneDrive-Personal", "Box-Box"
			by, _, _ = strings.Cut(name, "-")
			return by, at
		}
		i := slices.IndexFunc(syncedFolders, func(f struct{ name, by string }) bool { return isCalled(name, f.name) })
		if i >= 0 {
			return syncedFolders[i].by, at
		}
		for _, mark := range syncedMarks {
			if mark.pattern == ".dropbox" && at == home { // where Dropbox keeps its settings
				continue
			}
			if found, _ := filepath.Glob(filepath.Join(literal(at), mark.pattern)); len(found) > 0 {
				return mark.by, at
			}
		}
		if filepath.Dir(at) == at {
			return "", ""
		}
	}
}

// isCalled reports whether a folder has a name, or one that goes on after it:
// "OneDrive - Clinic", "Dropbox (Family)".
func isCalled(folder, name string) bool {
	if len(folder) < len(name) || !strings.EqualFold(folder[:len(name)], name) {
		return false
	}
	rest := folder[len(name):]
	return rest == "" || strings.HasPrefix(rest, " -") || strings.HasPrefix(rest, " (") || strings.HasPrefix(rest, "-")
}
