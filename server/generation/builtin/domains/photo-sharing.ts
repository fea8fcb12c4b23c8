import type { Domain } from "./domain";

export const photoSharing: Domain = {
  name: "photo sharing",
  titles: [
    "photo sharing",
    "photos",
    "photo gallery",
    "instagram",
    "image sharing",
    "photo album",
    "flickr",
    "video sharing",
    "youtube",
  ],
  tables: `
    users = photographers: username, email, password_hash, bio, created_at # Somebody who takes pictures.
    albums = galleries: user>>, title, description, visibility{public private}, created_at # Pictures together.
    photos = images, pictures, videos: user>>, title?, caption?, url, taken_at?:at, latitude?, longitude?, uploaded_at # A picture.
    album_photos [album photo]: album>>, photo>>, position? # A picture in an album.
    comments: photo>>, user>>, body, created_at # What is said of a picture.
    likes [photo user]: photo>>, user>>, created_at # Who likes a picture.
    follows [follower followed]: follower>>users, followed>>users, created_at # Who follows whom.
    tags = hashtags: name! # A word for pictures.
    photo_tags [photo tag]: photo>>, tag>> # The words of a picture.
  `,
};
